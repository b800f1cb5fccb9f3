/** What customers read of how a session ended, by the reason for it; of a representative who ended it the name is said too. */
export const END_TEXTS = {
  'ended-by-customer': 'customer.ended.by-customer',
  'left-by-notice': 'customer.ended.left-by-notice',
  'customer-left-waiting': 'customer.ended.left-waiting',
  'customer-lost': 'customer.ended.lost',
  'no-representative': 'customer.ended.no-representative',
  'ended-by-administrator': 'customer.ended.by-administrator',
  'agreement-refused': 'asked.ended.refused',
  'agreement-not-answered': 'asked.ended.not-answered',
  'customer-never-came': 'customer.ended.never-came',
} as const;
