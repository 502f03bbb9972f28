// Every list of the office on a phone, in Dutch.
import { phoneTests } from './office-list-phone.ts';

phoneTests({ language: 'nl', scheme: 'dark' });
