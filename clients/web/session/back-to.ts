import { isOwnPath } from '../shell/own-path.ts'

/** Where to go after signing in, as `?to=`: a page of this app. Anything else could lead a reader who trusts us to somebody else. */
export const backTo = ({ to }: Record<string, unknown>): { to?: string } => (isOwnPath(to) ? { to } : {})
