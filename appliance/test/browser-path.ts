// Prints the Chromium that tests will drive, or ends with 1 where there is none: how appliance/install.sh asks.
import { findBrowser } from './browser.ts';

const path = findBrowser();
if (path === undefined) process.exitCode = 1;
else console.log(path);
