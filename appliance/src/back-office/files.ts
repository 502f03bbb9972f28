// Names of what the back office keeps in the data folder.

export const officeDatabaseName = 'office.db';
/** Seals second factors and the mail server's password. Belongs into a backup, apart from the database. */
export const officeKeyName = 'office.key';
