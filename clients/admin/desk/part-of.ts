/** The part of a place that the address names; nothing for one that there is not. */
export const partOf =
  <Part extends string>(parts: readonly Part[]) =>
  ({ show }: Record<string, unknown>): { show?: Part } => {
    const part = parts.find((each) => each === show)
    return part ? { show: part } : {}
  }
