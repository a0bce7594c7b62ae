/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "mutation Register($input: RegisterInput!) {\n  register(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation ConfirmSignIn($input: ConfirmSignInInput!) {\n  confirmSignIn(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation RequestRegistration($input: RequestRegistrationInput!) {\n  requestRegistration(input: $input) {\n    requested\n  }\n}\n\nmutation RequestPasswordReset($input: RequestPasswordResetInput!) {\n  requestPasswordReset(input: $input) {\n    requested\n  }\n}\n\nmutation ResetPassword($input: ResetPasswordInput!) {\n  resetPassword(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation VerifyEmail($input: VerifyEmailInput!) {\n  verifyEmail(input: $input) {\n    verified\n  }\n}\n\nmutation RefreshLogin($input: RefreshLoginInput!) {\n  refreshLogin(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation SignOut($input: SignOutInput!) {\n  signOut(input: $input) {\n    signedOut\n  }\n}\n\nfragment SignedIn on SignedInPayload {\n  user {\n    id\n    displayName\n    email\n    roles\n  }\n  login {\n    accessToken\n    accessTokenExpiresAt\n    refreshToken\n    refreshTokenExpiresAt\n  }\n  challenge {\n    challenge\n    expiresAt\n  }\n  withheldRoles\n}": typeof types.RegisterDocument,
};
const documents: Documents = {
    "mutation Register($input: RegisterInput!) {\n  register(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation ConfirmSignIn($input: ConfirmSignInInput!) {\n  confirmSignIn(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation RequestRegistration($input: RequestRegistrationInput!) {\n  requestRegistration(input: $input) {\n    requested\n  }\n}\n\nmutation RequestPasswordReset($input: RequestPasswordResetInput!) {\n  requestPasswordReset(input: $input) {\n    requested\n  }\n}\n\nmutation ResetPassword($input: ResetPasswordInput!) {\n  resetPassword(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation VerifyEmail($input: VerifyEmailInput!) {\n  verifyEmail(input: $input) {\n    verified\n  }\n}\n\nmutation RefreshLogin($input: RefreshLoginInput!) {\n  refreshLogin(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation SignOut($input: SignOutInput!) {\n  signOut(input: $input) {\n    signedOut\n  }\n}\n\nfragment SignedIn on SignedInPayload {\n  user {\n    id\n    displayName\n    email\n    roles\n  }\n  login {\n    accessToken\n    accessTokenExpiresAt\n    refreshToken\n    refreshTokenExpiresAt\n  }\n  challenge {\n    challenge\n    expiresAt\n  }\n  withheldRoles\n}": types.RegisterDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Register($input: RegisterInput!) {\n  register(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation ConfirmSignIn($input: ConfirmSignInInput!) {\n  confirmSignIn(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation RequestRegistration($input: RequestRegistrationInput!) {\n  requestRegistration(input: $input) {\n    requested\n  }\n}\n\nmutation RequestPasswordReset($input: RequestPasswordResetInput!) {\n  requestPasswordReset(input: $input) {\n    requested\n  }\n}\n\nmutation ResetPassword($input: ResetPasswordInput!) {\n  resetPassword(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation VerifyEmail($input: VerifyEmailInput!) {\n  verifyEmail(input: $input) {\n    verified\n  }\n}\n\nmutation RefreshLogin($input: RefreshLoginInput!) {\n  refreshLogin(input: $input) {\n    ...SignedIn\n  }\n}\n\nmutation SignOut($input: SignOutInput!) {\n  signOut(input: $input) {\n    signedOut\n  }\n}\n\nfragment SignedIn on SignedInPayload {\n  user {\n    id\n    displayName\n    email\n    roles\n  }\n  login {\n    accessToken\n    accessTokenExpiresAt\n    refreshToken\n    refreshTokenExpiresAt\n  }\n  challenge {\n    challenge\n    expiresAt\n  }\n  withheldRoles\n}"): typeof import('./graphql.ts').RegisterDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
