// The packages that stay outside the daemon's bundle: native add-ons, and those that look for files of their own. Read by the bundler
// and by what lays them beside the bundle on a box.
export const outside: readonly string[] = [
  'sqlite3',
  'node-hid',
  'serialport',
  'usb',
  'escpos',
  'escpos-usb',
  '@fastify/swagger-ui',
  '@node-rs/argon2',
  '@napi-rs/image',
  'systemd-notify',
  'pino',
  'node-cron',
  'pdfkit',
];
