/**
 * Names of settings whose values nobody may read: 1.6's AuthorizationKey, and of 2.x BasicAuthPassword, the APN's and VPN's passwords, shared
 * secrets. Chargers must not tell them; what one tells all the same is neither stored nor shown.
 */
export const isSecret = (name: string): boolean => /authorizationkey|password|secret|\bpin\b/i.test(name)
