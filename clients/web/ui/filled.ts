/** What was filled in, and null for what was left empty: null takes a value away. */
export const filled = (form: FormData, name: string): string | null => {
  const given = form.get(name)
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : null
}
