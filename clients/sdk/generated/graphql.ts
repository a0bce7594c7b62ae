/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The second step of a sign-in. */
export type ConfirmSignInInput = {
  /** The challenge of signIn. */
  challenge: string;
  /** The six digits that the app shows, or a recovery code. */
  code: string;
};

/** The login to go on with. */
export type RefreshLoginInput = {
  /** The latest refresh token of the login. */
  refreshToken: string;
};

/** A new account. */
export type RegisterInput = {
  /** The name that others see, 1 to 60 characters. */
  displayName: string;
  /** The address to sign in with; upper and lower case are the same. */
  email: string;
  /** What stands behind #token= in the link that requestRegistration has sent to the address. */
  emailToken?: string | null | undefined;
  /** At least 12 characters, and not the e-mail address. */
  password: string;
};

/** Who has forgotten the password. */
export type RequestPasswordResetInput = {
  /** The address of the account. */
  email: string;
};

/** Who wants an account. */
export type RequestRegistrationInput = {
  /** The address to sign in with. */
  email: string;
  /** Language of the letter, BCP 47, e.g. nl or en-GB; left out or null: English. Who has an account already reads the language of their profile. */
  locale?: string | null | undefined;
};

/** A new password, by the link of a letter. */
export type ResetPasswordInput = {
  /** At least 12 characters, and not the e-mail address. */
  newPassword: string;
  /** What stands behind #token= in the link. */
  token: string;
};

/** What a user may do on the platform. */
export type Role =
  /** Runs the platform. */
  | 'ADMIN'
  /** Reads users and audits, and changes nothing. */
  | 'COMPLIANCE'
  /** Acts for a company that buys carbon credits. */
  | 'CORPORATE'
  /** Charges; every registered user is one. */
  | 'DRIVER'
  /** Runs charging stations. */
  | 'OPERATOR'
  /** Works with the platform through its own systems. */
  | 'PARTNER'
  /** Decides about photos that no model can judge. */
  | 'REVIEWER'
  /** Looks after the money: budgets of rewards and their settlement. */
  | 'TREASURER';

/** Who signs in. */
export type SignInInput = {
  /** The address of the account. */
  email: string;
  /** Its password. */
  password: string;
};

/** The login to end. */
export type SignOutInput = {
  /** End all of the user's logins, on every device. Standard: false. */
  everywhere?: boolean | null | undefined;
  /** The latest refresh token of the login. */
  refreshToken: string;
};

/** The link of a letter. */
export type VerifyEmailInput = {
  /** What stands behind #token= in the link. */
  token: string;
};

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type RegisterMutation = { register: { withheldRoles: Array<Role> | null, user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null, challenge: { challenge: string, expiresAt: string } | null } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { withheldRoles: Array<Role> | null, user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null, challenge: { challenge: string, expiresAt: string } | null } };

export type ConfirmSignInMutationVariables = Exact<{
  input: ConfirmSignInInput;
}>;


export type ConfirmSignInMutation = { confirmSignIn: { withheldRoles: Array<Role> | null, user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null, challenge: { challenge: string, expiresAt: string } | null } };

export type RequestRegistrationMutationVariables = Exact<{
  input: RequestRegistrationInput;
}>;


export type RequestRegistrationMutation = { requestRegistration: { requested: boolean } };

export type RequestPasswordResetMutationVariables = Exact<{
  input: RequestPasswordResetInput;
}>;


export type RequestPasswordResetMutation = { requestPasswordReset: { requested: boolean } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { withheldRoles: Array<Role> | null, user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null, challenge: { challenge: string, expiresAt: string } | null } };

export type VerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type VerifyEmailMutation = { verifyEmail: { verified: boolean } };

export type RefreshLoginMutationVariables = Exact<{
  input: RefreshLoginInput;
}>;


export type RefreshLoginMutation = { refreshLogin: { withheldRoles: Array<Role> | null, user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null, challenge: { challenge: string, expiresAt: string } | null } };

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;


export type SignOutMutation = { signOut: { signedOut: boolean } };

export type SignedInFragment = { withheldRoles: Array<Role> | null, user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null, challenge: { challenge: string, expiresAt: string } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SignedInFragmentDoc = new TypedDocumentString(`
    fragment SignedIn on SignedInPayload {
  user {
    id
    displayName
    email
    roles
  }
  login {
    accessToken
    accessTokenExpiresAt
    refreshToken
    refreshTokenExpiresAt
  }
  challenge {
    challenge
    expiresAt
  }
  withheldRoles
}
    `, {"fragmentName":"SignedIn"}) as unknown as TypedDocumentString<SignedInFragment, unknown>;
export const RegisterDocument = new TypedDocumentString(`
    mutation Register($input: RegisterInput!) {
  register(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignedInPayload {
  user {
    id
    displayName
    email
    roles
  }
  login {
    accessToken
    accessTokenExpiresAt
    refreshToken
    refreshTokenExpiresAt
  }
  challenge {
    challenge
    expiresAt
  }
  withheldRoles
}`) as unknown as TypedDocumentString<RegisterMutation, RegisterMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignedInPayload {
  user {
    id
    displayName
    email
    roles
  }
  login {
    accessToken
    accessTokenExpiresAt
    refreshToken
    refreshTokenExpiresAt
  }
  challenge {
    challenge
    expiresAt
  }
  withheldRoles
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const ConfirmSignInDocument = new TypedDocumentString(`
    mutation ConfirmSignIn($input: ConfirmSignInInput!) {
  confirmSignIn(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignedInPayload {
  user {
    id
    displayName
    email
    roles
  }
  login {
    accessToken
    accessTokenExpiresAt
    refreshToken
    refreshTokenExpiresAt
  }
  challenge {
    challenge
    expiresAt
  }
  withheldRoles
}`) as unknown as TypedDocumentString<ConfirmSignInMutation, ConfirmSignInMutationVariables>;
export const RequestRegistrationDocument = new TypedDocumentString(`
    mutation RequestRegistration($input: RequestRegistrationInput!) {
  requestRegistration(input: $input) {
    requested
  }
}
    `) as unknown as TypedDocumentString<RequestRegistrationMutation, RequestRegistrationMutationVariables>;
export const RequestPasswordResetDocument = new TypedDocumentString(`
    mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) {
    requested
  }
}
    `) as unknown as TypedDocumentString<RequestPasswordResetMutation, RequestPasswordResetMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignedInPayload {
  user {
    id
    displayName
    email
    roles
  }
  login {
    accessToken
    accessTokenExpiresAt
    refreshToken
    refreshTokenExpiresAt
  }
  challenge {
    challenge
    expiresAt
  }
  withheldRoles
}`) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const VerifyEmailDocument = new TypedDocumentString(`
    mutation VerifyEmail($input: VerifyEmailInput!) {
  verifyEmail(input: $input) {
    verified
  }
}
    `) as unknown as TypedDocumentString<VerifyEmailMutation, VerifyEmailMutationVariables>;
export const RefreshLoginDocument = new TypedDocumentString(`
    mutation RefreshLogin($input: RefreshLoginInput!) {
  refreshLogin(input: $input) {
    ...SignedIn
  }
}
    fragment SignedIn on SignedInPayload {
  user {
    id
    displayName
    email
    roles
  }
  login {
    accessToken
    accessTokenExpiresAt
    refreshToken
    refreshTokenExpiresAt
  }
  challenge {
    challenge
    expiresAt
  }
  withheldRoles
}`) as unknown as TypedDocumentString<RefreshLoginMutation, RefreshLoginMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut($input: SignOutInput!) {
  signOut(input: $input) {
    signedOut
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;