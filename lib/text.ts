/** For `refine` on what people write: no PostgreSQL text holds the character 0, so it is refused where it comes in. */
export const WITHOUT_NUL = [(given: string): boolean => !given.includes('\0'), 'Without the character 0.'] as const
