import type { asked } from './en/asked.ts';
import type { customer } from './en/customer.ts';
import type { faults } from './en/faults.ts';
import type { theme } from './en/theme.ts';
import type { Words } from './text.ts';

/** What the customer's page says. Each language is a file of its own (customer-page/), of which a page loads one. */
export type CustomerTexts = typeof customer & typeof faults & typeof theme & typeof asked;
export type CustomerWords = Words<CustomerTexts>;
