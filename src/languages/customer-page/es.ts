import type { CustomerWords } from '../customer-words.ts';
import { asked } from '../es/asked.ts';
import { customer } from '../es/customer.ts';
import { faults } from '../es/faults.ts';
import { theme } from '../es/theme.ts';

export const words: CustomerWords = { language: 'es', texts: { ...customer, ...faults, ...theme, ...asked } };
