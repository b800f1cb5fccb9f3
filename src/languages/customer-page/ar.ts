import type { CustomerWords } from '../customer-words.ts';
import { asked } from '../ar/asked.ts';
import { customer } from '../ar/customer.ts';
import { faults } from '../ar/faults.ts';
import { theme } from '../ar/theme.ts';

export const words: CustomerWords = { language: 'ar', texts: { ...customer, ...faults, ...theme, ...asked } };
