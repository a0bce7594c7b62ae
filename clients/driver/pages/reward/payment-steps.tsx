import { useFormat, type Format } from '../../../web/i18n/format.ts'
import type { RewardUnit } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Hash, Step } from './step.tsx'
import type { Trace } from './trace.ts'

/** As people say how much of a unit. */
const quantity = (format: Format, unit: RewardUnit, n: number): string =>
  ({ WH: () => format.kWh(n), METRE: () => format.kilometres(n), DEED: () => format.number(n) })[unit]()

/** How it was written down, and how it is paid. */
export function PaymentSteps({ trace: { reward, ledger } }: { trace: Trace }) {
  const { wallet: texts } = useTexts()
  const format = useFormat()
  const { steps } = texts
  const { rule, chain } = reward
  const isOver = reward.status === 'REFUSED' || reward.status === 'CANCELLED' || reward.status === 'WITHHELD'
  const ahead = isOver ? 'ends' : 'toCome'
  const written = ledger[0]
  return (
    <>
      <Step name={steps.ledger} state={written ? 'done' : ahead} when={written && format.dayAndClock(written.at)}>
        <p className="text-soft">
          {texts.by(format.tokens(rule.amount), texts.per[rule.unit](quantity(format, rule.unit, rule.per)), rule.version)}
        </p>
        <ul className="flex flex-col">
          {ledger.map((entry) => (
            <li key={entry.id}>
              {texts.ledgerKind[entry.kind]}: {format.tokens(entry.amount)},{' '}
              <span className="text-soft">{format.dayAndClock(entry.at)}</span>
            </li>
          ))}
        </ul>
      </Step>
      <Step name={steps.batch} state={reward.batchNumber == null ? ahead : 'done'}>
        {reward.batchNumber == null ? (
          !isOver && <p>{restsStill(reward.restsUntil) ? texts.rests(format.dayAndClock(reward.restsUntil)) : texts.waits}</p>
        ) : (
          <p>{texts.batchIs(format.number(reward.batchNumber), format.number((reward.batchIndex ?? 0) + 1))}</p>
        )}
      </Step>
      <Step
        name={steps.transaction}
        state={reward.settledAt ? 'done' : ahead}
        when={reward.settledAt ? format.dayAndClock(reward.settledAt) : undefined}
      >
        {reward.blockNumber != null && <p>{texts.block(format.number(reward.blockNumber), chain.name)}</p>}
        {!reward.settledAt && !isOver && <p>{reward.status === 'SUBMITTED' ? texts.sent : texts.notSent}</p>}
        {reward.transactionHash && <Hash name={texts.hash}>{reward.transactionHash}</Hash>}
        {reward.transactionHash && chain.explorerUrl && (
          <a
            href={new URL(`tx/${reward.transactionHash}`, `${chain.explorerUrl.replace(/\/$/, '')}/`).href}
            target="_blank"
            rel="noreferrer"
            className="text-brand underline"
          >
            {texts.look}
          </a>
        )}
      </Step>
    </>
  )
}

/** By the device's clock: it only chooses a sentence. */
const restsStill = (until: string): boolean => Date.parse(until) > Date.now()
