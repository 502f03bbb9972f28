// Every list of the office on a phone, in English.
import { phoneTests } from './office-list-phone.ts';

phoneTests({ language: 'en', scheme: 'light', short: true });
