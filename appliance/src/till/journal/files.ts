// Names of the files in the data folder that belong to the journal.

/** The till's database: journal, catalogue, staff, settings, print jobs. */
export const databaseName = 'countertop.db';
/** Personal data, apart so that it can be erased without a trace. */
export const peopleName = 'people.db';
/** The box's private key. */
export const boxKeyName = 'box-key.pem';
/** Takes room, so that there is some left to close the shift when the disk is full. */
export const reserveName = 'reserve';
/** What signs sales where the law wants it: in no backup, as the box's own. */
export const fiscalKeyName = 'fiscal-key.pem';
