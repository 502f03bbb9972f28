// One thing a person asked for: under way, refused, or waiting for somebody's approval. Held by the place that asked, so that the answer
// appears where the finger was. Controls of that place look at `busy` and at nothing else.
import type { CommandBody, CommandFrame, CommandName } from '@countertop/appliance/protocol';
import type { Link } from '../link/link.svelte.ts';
import type { Outcome, PageFailure } from '../link/outbox.ts';

export type Approval = NonNullable<CommandFrame['approval']>;

export interface ApprovalWanted {
  /** The refusal that asks for it; says which right is missing. */
  readonly failure: PageFailure;
  /** Why the last approval was not taken, e.g. a wrong PIN. */
  readonly wrong: PageFailure | undefined;
  readonly give: (approval: Approval) => void;
  readonly cancel: () => void;
}

/** Failures of the approver's own PIN: asked again in place. */
const approverFailures = new Set(['staff.pin-wrong', 'staff.locked-out', 'staff.unknown', 'box.busy']);

export class Action {
  busy = $state(false);
  failure = $state.raw<PageFailure | undefined>();
  approval = $state.raw<ApprovalWanted | undefined>();
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  /** Sends a command; asks for approval in place when it needs one. Settles when it is done, refused for good, or given up. */
  async run<Name extends CommandName>(name: Name, body: CommandBody<Name>): Promise<Outcome> {
    // A second press while the first is under way is the same intention.
    if (this.busy) return { ok: false, failure: { code: 'box.busy', data: {} } };
    this.failure = undefined;
    this.busy = true;
    let outcome = await this.#link.command(name, body);
    let refusal: PageFailure | undefined;
    while (!outcome.ok) {
      const { code } = outcome.failure;
      if (code === 'permission.approval-needed') refusal = outcome.failure;
      else if (refusal === undefined || !approverFailures.has(code)) break;
      const wrong = outcome.failure === refusal ? undefined : outcome.failure;
      this.busy = false;
      const approval = await this.#askApproval(refusal, wrong);
      if (approval === undefined) return { ok: false, failure: refusal };
      this.busy = true;
      outcome = await this.#link.command(name, body, approval);
      // The approver does not hold the right either: say so rather than ask for nobody in particular.
      if (!outcome.ok && outcome.failure.code === 'permission.approval-needed') {
        outcome = { ok: false, failure: { code: 'permission.denied', data: outcome.failure.data } };
      }
    }
    this.busy = false;
    this.approval = undefined;
    if (!outcome.ok) this.failure = outcome.failure;
    return outcome;
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
