// A register to practise on: it decides by the same rules on a state of its own that lives in memory alone. What happens there reaches
// the journal only as the receipt that came out, so nothing that is practised can touch a number, a sum or a drawer (decision 0010).
import { decide } from '../../domain/register/decide.ts';
import { isReal } from '../../domain/register/decide-training.ts';
import { evolve } from '../../domain/register/evolve.ts';
import type { RegisterCommand } from '../../domain/register/commands.ts';
import type { RegisterEvent } from '../../domain/register/events.ts';
import type { Sale } from '../../domain/register/sale.ts';
import { emptyRegister, type RegisterState } from '../../domain/register/state.ts';
import type { SellingSettings } from '../../domain/shop/settings.ts';
import type { Actor } from '../../domain/staff/permission.ts';
import { answerOf } from '../register/answer.ts';
import type { Outcome } from '../register/request.ts';

export interface TrainingPorts {
  readonly settings: () => SellingSettings;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** A receipt that was practised, written down before anybody is told of it. */
  readonly write: (sale: Sale, who: string) => Promise<Outcome>;
}

/** Repeats are known for as long as somebody practises; a page repeats within seconds. */
const answersMax = 1_000;

export class Training {
  readonly #ports: TrainingPorts;
  readonly #answers = new Map<string, Outcome>();
  #state: RegisterState;
  #turn: Promise<unknown> = Promise.resolve();

  /** Begins with an open shift and nothing in the drawer, and goes on in the series of training's own numbers. */
  constructor(real: RegisterState, ports: TrainingPorts) {
    this.#ports = ports;
    const { register, currency, operator, numbers } = real;
    const empty = emptyRegister(register, currency);
    const state = {
      ...empty,
      operator,
      numbers: { ...empty.numbers, shift: numbers.shift, receipt: numbers.training ?? 0 },
    };
    const opening = { shift: numbers.shift + 1, opening: [] };
    const context = { at: ports.now(), by: operator ?? 'system' };
    this.#state = evolve(state, { type: 'shift.opened', payload: opening }, context);
  }

  get state(): RegisterState {
    return this.#state;
  }

  /** Whether a command is one to practise: not what is real at any time, but for a payment that is being practised. */
  takes(command: RegisterCommand): boolean {
    if (command.type !== 'settle-payment') return !isReal(command);
    return Object.values(this.#state.tabs).some(({ payments }) =>
      payments.some(({ id }) => id === command.payment),
    );
  }

  /** What a command was answered that was practised a moment ago. */
  answered(id: string): Outcome | undefined {
    return this.#answers.get(id);
  }

  /** Decided one after another, as a register does; a sale is practised only when its receipt is written down. */
  async submit(id: string, command: RegisterCommand, actor: Actor): Promise<Outcome> {
    const turn = this.#turn.then(async () => this.#answers.get(id) ?? this.#decide(id, command, actor));
    this.#turn = turn;
    return turn;
  }

  async #decide(id: string, command: RegisterCommand, actor: Actor): Promise<Outcome> {
    const at = this.#ports.now();
    const decision = decide(this.#state, command, { settings: this.#ports.settings(), actor, now: at });
    if (!decision.ok) return decision;
    const written = await this.#write(decision.value, actor.user);
    if (!written.ok) return written;
    this.#state = decision.value.reduce(
      (state, event) => evolve(state, event, { at, by: actor.user }),
      this.#state,
    );
    const outcome: Outcome = { ok: true, value: answerOf(decision.value) };
    this.#remember(id, outcome);
    return outcome;
  }

  async #write(events: readonly RegisterEvent[], who: string): Promise<Outcome> {
    for (const event of events)
      if (event.type === 'sale.completed') return this.#ports.write(event.payload.sale, who);
    return { ok: true, value: {} };
  }

  #remember(id: string, outcome: Outcome): void {
    this.#answers.set(id, outcome);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > answersMax && oldest !== undefined) this.#answers.delete(oldest);
  }
}
