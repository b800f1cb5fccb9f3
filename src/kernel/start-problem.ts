/** Why the appliance cannot start, as one sentence for whoever starts it. */
export class StartProblem extends Error {
  override readonly name: string = 'StartProblem';
}
