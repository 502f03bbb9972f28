// Whole nexo messages to and from bytes: JSON, sealed. Each body of the line is one message; what cannot be read or was not sealed with our key is no
// message.
import type { Static } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import { Answer, type Header, Question, SealedRequest, SealedResponse } from './schema.ts';
import { type DerivedKey, seal, unseal } from './security.ts';

export type NexoHeader = Static<typeof Header>;
export type NexoAnswer = Static<typeof Answer>;
export type NexoQuestion = Static<typeof Question>;

const answer = TypeCompiler.Compile(Answer);
const question = TypeCompiler.Compile(Question);
const sealedRequest = TypeCompiler.Compile(SealedRequest);
const sealedResponse = TypeCompiler.Compile(SealedResponse);

const messageBytesMax = 512 * 1024;

function parsed(bytes: Uint8Array | string | undefined): unknown {
  if (bytes === undefined || bytes.length > messageBytesMax) return undefined;
  try {
    return JSON.parse(typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()) as unknown;
  } catch {
    return undefined;
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

interface Secrets {
  readonly key: DerivedKey;
  readonly nonce: Uint8Array;
}

function sealed(
  name: 'SaleToPOIRequest' | 'SaleToPOIResponse',
  body: Named,
  { key, nonce }: Secrets,
): Uint8Array {
  const inner = seal(JSON.stringify({ [name]: body }), key, nonce);
  return Buffer.from(JSON.stringify({ [name]: { MessageHeader: body.MessageHeader, ...inner } }));
}

interface Named {
  readonly MessageHeader: NexoHeader;
}

export const encodeQuestion = (body: Named, secrets: Secrets): Uint8Array =>
  sealed('SaleToPOIRequest', body, secrets);

export const encodeAnswer = (body: Named, secrets: Secrets): Uint8Array =>
  sealed('SaleToPOIResponse', body, secrets);

/** What was sealed must be about what stands readable beside it. */
const sameHeader = (a: NexoHeader, b: NexoHeader): boolean =>
  a.ServiceID === b.ServiceID && a.POIID === b.POIID && a.MessageCategory === b.MessageCategory;

export function readAnswer(bytes: Uint8Array, key: DerivedKey): NexoAnswer | undefined {
  const outer = parsed(bytes);
  if (!sealedResponse.Check(outer)) return undefined;
  const inner = member(parsed(unseal(outer.SaleToPOIResponse, key)), 'SaleToPOIResponse');
  if (!answer.Check(inner)) return undefined;
  return sameHeader(inner.MessageHeader, outer.SaleToPOIResponse.MessageHeader) ? inner : undefined;
}

export function readQuestion(bytes: Uint8Array, key: DerivedKey): NexoQuestion | undefined {
  const outer = parsed(bytes);
  if (!sealedRequest.Check(outer)) return undefined;
  const inner = member(parsed(unseal(outer.SaleToPOIRequest, key)), 'SaleToPOIRequest');
  return question.Check(inner) ? inner : undefined;
}

/**
 * Whose answer it is, without opening it; for whoever only carries messages.
 * @testonly
 */
export function serviceIdOf(bytes: Uint8Array): string | undefined {
  const outer = parsed(bytes);
  const body = member(outer, 'SaleToPOIRequest') ?? member(outer, 'SaleToPOIResponse');
  const id = member(member(body, 'MessageHeader'), 'ServiceID');
  return typeof id === 'string' ? id : undefined;
}
