// Stand-in for the package `qr-image`, which escpos asks for and the till never calls. Why: ../README.md.
'use strict';

exports.imageSync = function imageSync() {
  throw new Error('qr-image is not installed: QR codes are drawn by the printer');
};
