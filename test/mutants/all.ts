import { bridge } from './bridge.ts'
import { certificates } from './certificates.ts'
import { delivery } from './delivery.ts'
import { identity } from './identity.ts'
import { kept } from './kept.ts'
import { leaving } from './leaving.ts'
import { operations } from './operations.ts'
import { partners } from './partners.ts'
import { person } from './person.ts'
import { pricing } from './pricing.ts'
import { settlement } from './settlement.ts'
import { sharing } from './sharing.ts'
import { signed } from './signed.ts'
import { stations } from './stations.ts'
import { tariff } from './tariff.ts'
import { trust } from './trust.ts'

export const mutants = [
  ...delivery,
  ...settlement,
  ...person,
  ...leaving,
  ...pricing,
  ...bridge,
  ...trust,
  ...signed,
  ...operations,
  ...sharing,
  ...identity,
  ...kept,
  ...certificates,
  ...tariff,
  ...partners,
  ...stations,
]
