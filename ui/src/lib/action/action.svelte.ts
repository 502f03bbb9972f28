// One thing a person asked for: under way, refused, or waiting for somebody's approval. Held by the place that asked, so that the answer
// appears where the finger was. Controls of that place look at `busy` and at nothing else.
import type { CommandBody, CommandFrame, CommandName } from '@countertop/appliance/protocol';
import type { Link } from '../link/link.svelte.ts';
import type { Outcome, PageFailure } from '../link/outbox.ts';

/** Somebody's PIN for one action, sent with it and kept nowhere; or their badge, which the box has just read. */
export type Approval = NonNullable<CommandFrame['approval']>;

type Step = {
  readonly [Name in CommandName]: { readonly name: Name; readonly body: CommandBody<Name> };
}[CommandName];

export interface ApprovalWanted {
  /** The refusal that asks for it; says which right is missing. */
  readonly failure: PageFailure;
  /** Why the last approval was not taken, e.g. a wrong PIN. */
  readonly wrong: PageFailure | undefined;
  readonly give: (approval: Approval) => void;
  readonly cancel: () => void;
}

/** Failures of the approver's own PIN: asked again in place. */
const approverFailures = new Set([
  'staff.pin-wrong',
  'staff.locked-out',
  'staff.unknown',
  'badge.none',
  'box.busy',
]);

export class Action {
  busy = $state(false);
  failure = $state.raw<PageFailure | undefined>();
  approval = $state.raw<ApprovalWanted | undefined>();
  readonly #link: Link;
  #givenUp = false;

  constructor(link: Link) {
    this.#link = link;
  }

  /** Sends a command; asks for approval in place when it needs one. Settles when it is done, refused for good, or given up. */
  async run<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<Outcome> {
    // Name and body belong together here; the compiler loses that in the union of all steps.
    return this.runAll([{ name, body } as unknown as Step]);
  }

  /** Several commands of one intention, in order, up to the first that is refused. One approval serves them all. */
  async runAll(commands: readonly Step[]): Promise<Outcome> {
    // A second press while the first is under way is the same intention.
    if (this.busy) return { ok: false, failure: { code: 'box.busy', data: {} } };
    this.failure = undefined;
    this.busy = true;
    let approval: Approval | undefined;
    let outcome: Outcome = { ok: true, value: undefined };
    for (const command of commands) {
      const sent = await this.#send(command, approval);
      outcome = sent.outcome;
      approval = sent.approval;
      if (!outcome.ok) break;
    }
    this.busy = false;
    this.approval = undefined;
    if (!outcome.ok && !this.#givenUp) this.failure = outcome.failure;
    return outcome;
  }

  async #send(
    { name, body }: Step,
    given: Approval | undefined,
  ): Promise<{ outcome: Outcome; approval: Approval | undefined }> {
    this.#givenUp = false;
    let approval = given;
    let outcome = await this.#link.command(name, body, approval);
    let refusal: PageFailure | undefined;
    while (!outcome.ok) {
      const { failure } = outcome;
      const needed: boolean = failure.code === 'permission.approval-needed';
      // The approver does not hold the right either: say so rather than ask for nobody in particular.
      if (needed && approval !== undefined)
        outcome = { ok: false, failure: { code: 'permission.denied', data: failure.data } };
      if (needed && approval === undefined) refusal = failure;
      else if (refusal === undefined || !approverFailures.has(failure.code)) break;
      this.busy = false;
      approval = await this.#askApproval(refusal, needed ? undefined : failure);
      this.#givenUp = approval === undefined;
      if (approval === undefined) break;
      this.busy = true;
      outcome = await this.#link.command(name, body, approval);
    }
    return { outcome, approval };
  }

  dismiss(): void {
    this.failure = undefined;
  }

  #askApproval(failure: PageFailure, wrong: PageFailure | undefined): Promise<Approval | undefined> {
    return new Promise((resolve) => {
      this.approval = {
        failure,
        wrong,
        give: resolve,
        cancel: () => {
          this.approval = undefined;
          resolve(undefined);
        },
      };
    });
  }
}
