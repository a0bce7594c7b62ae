/** The values of an enum with their names, for a choice. */
export const namesOf = <Value extends string>(names: Readonly<Record<Value, string>>): { value: Value; name: string }[] =>
  // The keys of such a record are the enum's values.
  (Object.keys(names) as Value[]).map((value) => ({ value, name: names[value] }))
