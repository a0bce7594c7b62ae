import type {
  DayOfWeek,
  ElementShownFragment,
  PriceComponentType,
  ReservationRestriction,
  SaveTariffInput,
  TariffElementInput,
  TariffShownFragment,
} from '../../generated/graphql.ts'
import { typed } from '../equipment/plug.ts'

export interface PriceDraft {
  type: PriceComponentType
  price: string
  vat: string
  stepSize: string
}

/** Numbers of restrictions, in the units that people use, and how many of the graph's are in one. */
export const NUMBERS = {
  minEnergyWh: 1_000,
  maxEnergyWh: 1_000,
  minPowerW: 1_000,
  maxPowerW: 1_000,
  minCurrentA: 1,
  maxCurrentA: 1,
  minDurationSeconds: 60,
  maxDurationSeconds: 60,
} as const

export const TEXTS = ['startTime', 'endTime', 'startDate', 'endDate'] as const

type When = Record<keyof typeof NUMBERS | (typeof TEXTS)[number], string>

export interface ElementDraft {
  prices: PriceDraft[]
  when: When
  days: DayOfWeek[]
  reservation: ReservationRestriction | ''
}

interface LimitDraft {
  exclVat: string
  inclVat: string
}

/** A tariff as it is filled in: what is typed stays text until it is sent. */
export interface TariffDraft {
  currency: string
  description: string
  elements: ElementDraft[]
  minPrice: LimitDraft
  maxPrice: LimitDraft
  preauthorizeAmount: string
  graceMinutes: string
  noticeMinutes: string
  cap: LimitDraft
  /** As a `datetime-local` field writes it; empty is now. */
  validFrom: string
}

export const NEW_PRICE: PriceDraft = { type: 'ENERGY', price: '', vat: '', stepSize: '1' }

const NEVER = Object.fromEntries([...Object.keys(NUMBERS), ...TEXTS].map((name) => [name, ''])) as When

export const NEW_ELEMENT: ElementDraft = { prices: [NEW_PRICE], when: NEVER, days: [], reservation: '' }

const NO_LIMIT: LimitDraft = { exclVat: '', inclVat: '' }

export const NEW_TARIFF: TariffDraft = {
  currency: 'EUR',
  description: '',
  elements: [NEW_ELEMENT],
  minPrice: NO_LIMIT,
  maxPrice: NO_LIMIT,
  preauthorizeAmount: '',
  graceMinutes: '',
  noticeMinutes: '',
  cap: NO_LIMIT,
  validFrom: '',
}

/** Empty is left out. What is no number goes as null inside of what is there, and the platform says so at its field. */
const number = (text: string): number | null => (text.trim() === '' ? null : (typed(text) ?? Number.NaN))

function elementOf({ prices, when, days, reservation }: ElementDraft): TariffElementInput {
  const numbers = Object.entries(NUMBERS).flatMap(([name, units]) => {
    const given = number(when[name as keyof typeof NUMBERS])
    return given === null ? [] : [[name, name.endsWith('A') ? given : Math.round(given * units)]]
  })
  const texts = TEXTS.flatMap((name) => (when[name].trim() === '' ? [] : [[name, when[name].trim()]]))
  const restrictions = {
    ...Object.fromEntries([...numbers, ...texts]),
    ...(days.length > 0 && { daysOfWeek: days }),
    ...(reservation && { reservation }),
  } as NonNullable<TariffElementInput['restrictions']>
  return {
    components: prices.map(({ type, price, vat, stepSize }) => ({
      type,
      // Null is answered at the field.
      price: typed(price) as number,
      vat: number(vat),
      stepSize: typed(stepSize) as number,
    })),
    ...(Object.keys(restrictions).length > 0 && { restrictions }),
  }
}

const limitOf = ({ exclVat, inclVat }: LimitDraft) =>
  exclVat.trim() === '' && inclVat.trim() === '' ? null : { exclVat: typed(exclVat) as number, inclVat: number(inclVat) }

/** What is reckoned with: all that a preview needs. */
export const pricesOf = (draft: TariffDraft) => {
  const [graceMinutes, noticeMinutes, cap] = [number(draft.graceMinutes), number(draft.noticeMinutes), limitOf(draft.cap)]
  const idle = graceMinutes === null && noticeMinutes === null && cap === null ? null : { graceMinutes, noticeMinutes, cap }
  return {
    currency: draft.currency.trim(),
    elements: draft.elements.map(elementOf),
    minPrice: limitOf(draft.minPrice),
    maxPrice: limitOf(draft.maxPrice),
    idle,
  }
}

type Kept = Pick<TariffShownFragment, 'id' | 'altTexts' | 'altUrl' | 'energyMix'>

/** A new tariff, or a new version of one: what the editor does not show stays as it is. */
export function tariffInput(draft: TariffDraft, idempotencyKey: string, before: Kept | null): SaveTariffInput {
  const validFrom = draft.validFrom === '' ? null : new Date(draft.validFrom)
  return {
    ...pricesOf(draft),
    idempotencyKey,
    tariffId: before?.id ?? null,
    description: draft.description.trim(),
    preauthorizeAmount: number(draft.preauthorizeAmount),
    validFrom: validFrom?.toISOString() ?? null,
    ...(before && {
      altTexts: before.altTexts.map(({ language, text }) => ({ language, text })),
      altUrl: before.altUrl ?? null,
      energyMix: before.energyMix ?? null,
    }),
  }
}

const shown = (value: number | null | undefined): string => (value == null ? '' : String(value))

const elementDraft = ({ components, restrictions }: ElementShownFragment): ElementDraft => ({
  prices: components.map(({ type, priceExclVat, vat, stepSize }) => ({
    type,
    price: String(priceExclVat),
    vat: shown(vat),
    stepSize: String(stepSize),
  })),
  when: {
    ...(Object.fromEntries(
      Object.entries(NUMBERS).map(([name, units]) => {
        const value = restrictions?.[name as keyof typeof NUMBERS]
        return [name, value == null ? '' : String(value / units)]
      }),
    ) as Pick<When, keyof typeof NUMBERS>),
    ...(Object.fromEntries(TEXTS.map((name) => [name, restrictions?.[name] ?? ''])) as Pick<When, (typeof TEXTS)[number]>),
  },
  days: restrictions?.daysOfWeek ?? [],
  reservation: restrictions?.reservation ?? '',
})

const limitDraft = (limit: { exclVat: number; inclVat?: number | null } | null | undefined): LimitDraft =>
  limit ? { exclVat: String(limit.exclVat), inclVat: shown(limit.inclVat) } : NO_LIMIT

/** The editor begins with what holds now. */
export const tariffDraft = (tariff: TariffShownFragment): TariffDraft => ({
  currency: tariff.currency,
  description: tariff.description,
  elements: tariff.elements.map(elementDraft),
  minPrice: limitDraft(tariff.minPrice),
  maxPrice: limitDraft(tariff.maxPrice),
  preauthorizeAmount: tariff.preauthorizeAmount?.amount ?? '',
  graceMinutes: shown(tariff.idle?.graceMinutes),
  noticeMinutes: shown(tariff.idle?.noticeMinutes),
  cap: limitDraft(tariff.idle?.cap),
  validFrom: '',
})
