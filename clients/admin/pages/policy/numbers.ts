import type { Format } from '../../../web/i18n/format.ts'
import type { PolicyShownFragment, SetVerificationPolicyInput } from '../../generated/graphql.ts'
import type { Texts } from '../../texts/en.ts'
import { filled } from '../../../web/ui/filled.ts'
import { baseUnits } from '../rewards/tokens.ts'

type Writes = Pick<Format, 'number' | 'tokens'>

/** The numbers of a policy: what each is called and how it is written, in the order in which they are shown. */
export const numbersIn = ({ number, tokens }: Writes, { policy: texts }: Pick<Texts, 'policy'>) =>
  [
    [texts.audit, (of: PolicyShownFragment) => number(of.auditPermille / 10, 1)],
    [texts.unbound, (of: PolicyShownFragment) => number(of.unboundPermille / 10, 1)],
    [texts.newDriver, (of: PolicyShownFragment) => number(of.newDriverPermille / 10, 1)],
    [texts.newDriverPhotos, (of: PolicyShownFragment) => number(of.newDriverPhotos)],
    [texts.unboundPerDay, (of: PolicyShownFragment) => number(of.unboundPerDay)],
    [texts.dayWorth, (of: PolicyShownFragment) => tokens(of.dayWorth)],
  ] as const

/** What was filled in, as the platform wants it. What is no number goes as none: the platform refuses it and says which field it is. */
export function numbersOf(form: FormData): Omit<SetVerificationPolicyInput, 'version'> {
  const read = (name: string) => Number(filled(form, name)?.replace(',', '.') ?? Number.NaN)
  return {
    auditPermille: permille(read('auditPermille')),
    unboundPermille: permille(read('unboundPermille')),
    newDriverPermille: permille(read('newDriverPermille')),
    newDriverPhotos: read('newDriverPhotos'),
    unboundPerDay: read('unboundPerDay'),
    dayWorth: baseUnits(filled(form, 'dayWorth') ?? ''),
    reason: filled(form, 'reason') ?? '',
  }
}

/** Of 1,000, from a share in per cent: tenths of a per cent are whole, though 0.7 × 10 is not quite 7 to a computer. */
export const permille = (percent: number): number => Number((percent * 10).toFixed(6))

/** Tokens from base units as one types them, with no more decimals than they have. */
export function typedTokens(units: string): string {
  const digits = units.padStart(19, '0')
  return `${digits.slice(0, -18)}.${digits.slice(-18)}`.replace(/\.?0+$/, '')
}
