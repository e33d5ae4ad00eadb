import { type Identifier, LIMITS, requireIdentifier, requireText, ValidationError } from '@cio/core';

interface IdentityInput {
  readonly userId?: Identifier | undefined;
  readonly anonymousId?: Identifier | undefined;
}

interface WrittenIdentity {
  userId?: string;
  anonymousId?: string;
}

/** An identifier as it is sent: the API has text alone, so a number becomes text. */
export function identifierText(field: string, value: unknown): string {
  requireIdentifier(field, value, LIMITS.identifierBytes);
  // -0 is 0.
  return String(value);
}

/** The identifiers that are there, as text. */
export function optionalIdentity({ userId, anonymousId }: IdentityInput): WrittenIdentity {
  const identity: WrittenIdentity = {};
  if (userId !== undefined) identity.userId = identifierText('userId', userId);
  if (anonymousId !== undefined) identity.anonymousId = identifierText('anonymousId', anonymousId);
  return identity;
}

/** @throws ValidationError where there is neither a `userId` nor an `anonymousId`. */
export function identityOf(input: IdentityInput): { userId: string; anonymousId?: string } {
  const identity = optionalIdentity(input);
  if (identity.userId === undefined && identity.anonymousId === undefined) {
    throw new ValidationError('userId', 'expected a userId or an anonymousId');
  }
  // Of either kind. The type is that of one, which every message has a place for.
  return identity as { userId: string; anonymousId?: string };
}

/** Whom an `identify` is about: Customer.io takes an empty `userId` where `traits.email` says who it is. */
export function identifiedBy(
  { userId, anonymousId }: IdentityInput,
  traits: unknown,
): { userId: string; anonymousId?: string } {
  const isByEmail = (userId === undefined && anonymousId === undefined) || userId === '';
  if (!isByEmail) return identityOf({ userId, anonymousId });
  const email = (traits as { email?: unknown } | undefined)?.email;
  if (email === undefined) {
    throw new ValidationError('userId', 'expected a userId, an anonymousId or traits.email');
  }
  requireText('traits.email', email);
  return { ...optionalIdentity({ anonymousId }), userId: '' };
}
