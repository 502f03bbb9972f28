// Stand-in for the package `node-bluetooth`, which escpos asks for and the till never calls. Why: ../README.md.
'use strict';

throw new Error('node-bluetooth is not installed: no printer is reached over Bluetooth');
