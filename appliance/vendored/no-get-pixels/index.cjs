// Stand-in for the package `get-pixels`, which escpos asks for and the till never calls. Why: ../README.md.
'use strict';

module.exports = function getPixels() {
  throw new Error('get-pixels is not installed: give pictures as bits');
};
