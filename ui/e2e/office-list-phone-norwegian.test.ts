// Every list of the office on a phone, in Norwegian.
import { phoneTests } from './office-list-phone.ts';

phoneTests({ language: 'nb', scheme: 'dark', axe: 'odd' });
