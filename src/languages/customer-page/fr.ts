import type { CustomerWords } from '../customer-words.ts';
import { asked } from '../fr/asked.ts';
import { customer } from '../fr/customer.ts';
import { faults } from '../fr/faults.ts';
import { theme } from '../fr/theme.ts';

export const words: CustomerWords = { language: 'fr', texts: { ...customer, ...faults, ...theme, ...asked } };
