/** Values of an enum by their descriptions, for `builder.enumType`. */
export const described = <Value extends string>(values: Record<Value, string>) =>
  // The keys are those that were given.
  Object.fromEntries(Object.entries(values).map(([value, description]) => [value, { description, value }])) as Record<
    Value,
    { description: string; value: Value }
  >
