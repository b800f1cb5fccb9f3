import type { CustomerWords } from '../customer-words.ts';
import { asked } from '../de/asked.ts';
import { customer } from '../de/customer.ts';
import { faults } from '../de/faults.ts';
import { theme } from '../de/theme.ts';

export const words: CustomerWords = { language: 'de', texts: { ...customer, ...faults, ...theme, ...asked } };
