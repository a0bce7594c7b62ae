/** The enum, for `builder.enumType('DistanceUnit', …)` of each box that has it. */
export const DISTANCE_UNIT = {
  description: 'What an odometer counts in.',
  values: {
    KM: { description: 'Kilometres.' },
    MI: { description: 'Miles of 1,609.344 m.' },
  } as const,
}
