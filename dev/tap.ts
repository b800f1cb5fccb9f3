/**
 * What one line of a test run's TAP 13 output says, as ava writes it. Stateless: a line means the same
 * wherever it stands.
 */
export type TapLine =
  | { readonly kind: 'passed' | 'failed' | 'skipped'; readonly title: string }
  /** An error's particulars, or what a test logged. */
  | { readonly kind: 'detail'; readonly text: string }
  /** The version, the plan, the totals: the reader counts for itself. */
  | { readonly kind: 'frame' };

const RESULT = /^(not ok|ok) \d+ - (.*?)( # (?:SKIP|TODO))?$/;
const FRAME = /^(?:TAP version 13|1\.\.\d+|# (?:tests|pass|skip|fail) \d+|)$/;

export function readTapLine(line: string): TapLine {
  const result = RESULT.exec(line);
  if (result !== null) {
    const [, outcome, title = '', directive] = result;
    // A test that is still to be written is neither passed nor failed.
    if (directive !== undefined) {
      return { kind: 'skipped', title };
    }
    return { kind: outcome === 'ok' ? 'passed' : 'failed', title };
  }
  return FRAME.test(line) ? { kind: 'frame' } : { kind: 'detail', text: line };
}
