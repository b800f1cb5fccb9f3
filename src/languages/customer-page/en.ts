import type { CustomerWords } from '../customer-words.ts';
import { asked } from '../en/asked.ts';
import { customer } from '../en/customer.ts';
import { faults } from '../en/faults.ts';
import { theme } from '../en/theme.ts';

export const words: CustomerWords = { language: 'en', texts: { ...customer, ...faults, ...theme, ...asked } };
