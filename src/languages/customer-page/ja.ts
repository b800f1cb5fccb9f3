import type { CustomerWords } from '../customer-words.ts';
import { asked } from '../ja/asked.ts';
import { customer } from '../ja/customer.ts';
import { faults } from '../ja/faults.ts';
import { theme } from '../ja/theme.ts';

export const words: CustomerWords = { language: 'ja', texts: { ...customer, ...faults, ...theme, ...asked } };
