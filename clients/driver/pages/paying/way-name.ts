/** As the makers of cards write themselves; the platform has the provider's code. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  link: 'Link',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/** What a kept way of paying is called: `Visa •••• 4242` for the platform's `visa •••• 4242`, and any other name as it is. */
export function wayName(label: string): string {
  const [code, ending] = label.split(' •••• ')
  return code !== undefined && ending !== undefined ? `${BRANDS[code] ?? code} •••• ${ending}` : label
}
