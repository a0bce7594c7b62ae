/** The values of an enum with their names, to choose from. */
export const named = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  Object.entries(words).map(([value, name]) => ({ value: value as Value, name: name as string }))
