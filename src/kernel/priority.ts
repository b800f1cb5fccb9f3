import { unreachable } from './unreachable.ts';

/** How much an issue matters, the most first. */
export const PRIORITIES = ['high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** For representatives and administrators, who are spoken to in English; customers never see it. */
export function priorityInWords(priority: Priority): string {
  switch (priority) {
    case 'high':
      return 'High';
    case 'medium':
      return 'Medium';
    case 'low':
      return 'Low';
    default:
      return unreachable(priority);
  }
}
