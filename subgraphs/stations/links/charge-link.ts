import type { Config } from '../config.ts'

/** Where a driver comes to who reads the code on a charger. */
export const chargeLink = ({ linksUrl }: Pick<Config, 'linksUrl'>, connectorId: string): string =>
  new URL(`c/${connectorId}`, linksUrl).href
