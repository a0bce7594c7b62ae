/** A part of an address that is text; anything else is as if it were not there. */
export const text = <Name extends string>(given: Record<string, unknown>, name: Name): { [K in Name]?: string } => {
  // A search for "12" is read as a number from the address.
  const value = typeof given[name] === 'number' ? String(given[name]) : given[name]
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { [K in Name]?: string }
}

/** A part of an address that is one of a few words. */
export const chosen = <const Name extends string, const Value extends string>(
  given: Record<string, unknown>,
  name: Name,
  values: readonly Value[],
): { [K in Name]?: Value } => {
  const value = values.find((each) => each === given[name])
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: Value }
}
