import type { DeedTask } from '../../generated/graphql.ts'

interface Rule {
  name: string
  amount: string
  validFrom: string
  publishedAt?: string | null
}

/** What a deed of a task earns then, in base units: the newest published rule that holds. Null where there is none, or it gives nothing. */
export function earningOf(rules: readonly Rule[], task: DeedTask, at: Date): string | null {
  const holding = rules
    .filter(({ name, publishedAt, validFrom }) => name === task && publishedAt != null && Date.parse(validFrom) <= at.getTime())
    .toSorted((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom))
  const amount = holding[0]?.amount ?? '0'
  return BigInt(amount) > 0n ? amount : null
}
