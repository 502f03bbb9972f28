// Names of what the archive and the boxes need in the data folder.

/** The private key that signs the office's own journal. */
export const officeJournalKeyName = 'office-journal-key.pem';
/** Folder with the installation's authority and the key that boxes pin. */
export const officeTlsName = 'tls';
