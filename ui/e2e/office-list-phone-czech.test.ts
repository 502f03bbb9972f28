// Every list of the office on a phone, in Czech.
import { phoneTests } from './office-list-phone.ts';

phoneTests({ language: 'cs', scheme: 'light', axe: 'even' });
