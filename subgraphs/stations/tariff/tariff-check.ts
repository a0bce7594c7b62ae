import { fromMajorUnits, minorDecimals } from '#lib/currency.ts'
import { DomainError, type InputIssue } from '#lib/errors.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import type { PriceLimit, TariffData, TariffElement, TariffRestrictions } from '#lib/tariff/tariff.ts'

/** Refuses a tariff whose parts contradict each other, with all that is wrong. */
export function checkTariff(tariff: TariffData): void {
  const issues = [
    ...tariff.elements.flatMap(elementIssues),
    ...limitsIssues(tariff),
    ...preauthorizationIssues(tariff),
    ...urlIssues(tariff),
  ]
  if (issues.length > 0) throw new DomainError('BAD_USER_INPUT', issues[0]?.message ?? '', issues)
}

const issue = (path: InputIssue['path'], message: string): InputIssue => ({ path: ['input', ...path], message })

function elementIssues({ components, restrictions }: TariffElement, i: number): InputIssue[] {
  if (!restrictions) return []
  const at = (field: keyof TariffRestrictions) => ['elements', i, 'restrictions', field]
  const issues: InputIssue[] = []
  const pairs = [
    ['startDate', 'endDate'],
    ['minEnergyWh', 'maxEnergyWh'],
    ['minCurrentA', 'maxCurrentA'],
    ['minPowerW', 'maxPowerW'],
    ['minDurationSeconds', 'maxDurationSeconds'],
  ] as const
  for (const [from, until] of pairs) {
    const [least, most] = [restrictions[from], restrictions[until]]
    if (least !== undefined && most !== undefined && most <= least)
      issues.push(issue(at(until), `It is to be above ${from}: otherwise the prices never hold.`))
  }
  if (restrictions.reservation !== undefined && components.some(({ type }) => type === 'ENERGY' || type === 'PARKING_TIME'))
    issues.push(issue(['elements', i, 'components'], 'A reservation has prices of FLAT and TIME only.'))
  return issues
}

function limitsIssues({ currency, elements, minPrice, maxPrice, idle }: TariffData): InputIssue[] {
  const hasVat = elements.some(({ components }) => components.some(({ vat }) => vat !== undefined))
  const decimals = minorDecimals(currency)
  const limits: [PriceLimit | undefined, InputIssue['path']][] = [
    [minPrice, ['minPrice']],
    [maxPrice, ['maxPrice']],
    [idle?.cap, ['idle', 'cap']],
  ]
  const issues = limits.flatMap(([limit, path]) => (limit ? limitIssues(limit, path, hasVat, decimals) : []))
  for (const side of ['exclVat', 'inclVat'] as const) {
    const [least, most] = [minPrice?.[side], maxPrice?.[side]]
    if (least !== undefined && most !== undefined && least > most) issues.push(issue(['maxPrice', side], 'It is below minPrice.'))
  }
  return issues
}

function limitIssues({ exclVat, inclVat }: PriceLimit, path: InputIssue['path'], hasVat: boolean, decimals: number): InputIssue[] {
  const issues: InputIssue[] = []
  // Otherwise the total, rounded to the minor unit, could lie beyond the limit.
  for (const [side, amount] of Object.entries({ exclVat, inclVat }))
    if (amount !== undefined && Number(amount.toFixed(decimals)) !== amount)
      issues.push(issue([...path, side], `At most ${decimals} decimals in this currency.`))
  if (hasVat && inclVat === undefined)
    issues.push(issue([...path, 'inclVat'], 'Say what it is with VAT: a price of the tariff has VAT.'))
  if (!hasVat && inclVat !== undefined) issues.push(issue([...path, 'inclVat'], 'No price of the tariff has VAT.'))
  if (inclVat !== undefined && inclVat < exclVat) issues.push(issue([...path, 'inclVat'], 'It is below the amount without VAT.'))
  return issues
}

/** A slip of the pen must not block a month's salary: so it is measured by the tariff's own prices, in whatever currency. */
function preauthorizationIssues({ currency, elements, minPrice, maxPrice, preauthorizeAmount }: TariffData): InputIssue[] {
  if (preauthorizeAmount === undefined) return []
  const at = ['preauthorizeAmount']
  const decimals = minorDecimals(currency)
  const issues: InputIssue[] = []
  if (Number(preauthorizeAmount.toFixed(decimals)) !== preauthorizeAmount)
    issues.push(issue(at, `At most ${decimals} decimals in this currency.`))
  const most = maxPrice && (maxPrice.inclVat ?? maxPrice.exclVat)
  if (most !== undefined && preauthorizeAmount > most) issues.push(issue(at, 'It is above maxPrice: no session costs as much.'))
  const least = minPrice && (minPrice.inclVat ?? minPrice.exclVat)
  if (least !== undefined && preauthorizeAmount < least)
    issues.push(issue(at, 'It is below minPrice: every session would stop at once.'))
  const prices = elements.flatMap(({ components }) => components.map(({ price }) => price))
  const highest = Math.max(...prices, least ?? 0)
  if (preauthorizeAmount > highest * STATIONS_LIMITS.preauthorizeTimesPrice)
    issues.push(issue(at, `At most ${STATIONS_LIMITS.preauthorizeTimesPrice} times the highest price of the tariff.`))
  else if (fromMajorUnits(preauthorizeAmount, currency) > MOST_MINOR) issues.push(issue(at, 'It is more than can be shown.'))
  return issues
}

/** GraphQL's integers end here. */
const MOST_MINOR = 2 ** 31 - 1

const urlIssues = ({ altUrl }: TariffData): InputIssue[] =>
  altUrl === undefined || altUrl.startsWith('https://') ? [] : [issue(['altUrl'], 'An address that begins with https://.')]
