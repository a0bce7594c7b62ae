import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { EvergraphError } from '../../../sdk/errors.ts'
import { useDraft } from '../../../web/session/draft.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Field } from '../../../web/ui/field.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { SaveTariffVersionDocument, type TariffShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { useIssues, type Issues } from '../issues.ts'
import { NEW_TARIFF, tariffDraft, tariffInput, type TariffDraft } from './draft.ts'
import { Elements } from './elements.tsx'
import { Preview } from './preview.tsx'

/** A new tariff, or a new version of one, with what a charge would cost by it. Nothing typed is lost by a reload. */
export function Editor({ tariff }: { tariff: TariffShownFragment | null }) {
  const { tariffs: texts } = useTexts()
  const { sdk } = useSession()
  const go = useNavigate()
  const { fault, busy, ask } = useAsking()
  const [previewed, setPreviewed] = useState<EvergraphError | null>(null)
  const { draft, change, forget } = useDraft(`tariff/${tariff?.id ?? 'new'}`, tariff ? tariffDraft(tariff) : NEW_TARIFF)
  const refused = useCallback((told: EvergraphError | null) => setPreviewed(told), [])
  // A price that nobody has typed yet is no fault before somebody saves.
  const untouched = draft.elements.some(({ prices }) => prices.some(({ price }) => price === ''))
  const issues = useIssues(fault ?? (untouched ? null : previewed))
  const save = async () => {
    const { saveTariff } = await once(`tariff/${tariff?.id ?? 'new'}`, (key) =>
      sdk.execute(SaveTariffVersionDocument, { input: tariffInput(draft, key, tariff) }),
    )
    forget()
    await go({ to: '/tariffs/$id', params: { id: saveTariff.id } })
  }
  return (
    <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <Form save={texts.save} busy={busy} fault={fault} onSave={() => void ask(save)}>
        <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-[1fr_7rem]">
          <Field
            label={texts.description}
            value={draft.description}
            onChange={(event) => change({ description: event.target.value })}
            fault={issues.issue('description')}
          />
          <Field
            label={texts.currency}
            maxLength={3}
            value={draft.currency}
            onChange={(event) => change({ currency: event.target.value.toUpperCase() })}
            fault={issues.issue('currency')}
          />
        </div>
        <Elements elements={draft.elements} change={(elements) => change({ elements })} {...issues} />
        <Limits draft={draft} change={change} {...issues} />
        <Field
          label={texts.validFrom}
          hint={texts.validFromHint}
          type="datetime-local"
          value={draft.validFrom}
          onChange={(event) => change({ validFrom: event.target.value })}
          fault={issues.issue('validFrom')}
        />
      </Form>
      <div className="lg:sticky lg:top-4">
        <Preview draft={draft} pause={untouched} refused={refused} />
      </div>
    </div>
  )
}

function Limits({ draft, change, issue }: Issues & { draft: TariffDraft; change: (part: Partial<TariffDraft>) => void }) {
  const { tariffs: texts } = useTexts()
  const limit = (name: 'minPrice' | 'maxPrice' | 'cap', side: 'exclVat' | 'inclVat') => ({
    label: texts.limits[name][side],
    inputMode: 'decimal' as const,
    value: draft[name][side],
    onChange: (event: { target: { value: string } }) => change({ [name]: { ...draft[name], [side]: event.target.value } }),
    fault: issue(name, side),
  })
  const plain = (name: 'preauthorizeAmount' | 'graceMinutes' | 'noticeMinutes') => ({
    label: texts[name],
    inputMode: 'decimal' as const,
    value: draft[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
    fault: issue(name),
  })
  return (
    <details>
      <summary className="cursor-pointer">{texts.more}</summary>
      <div className="mt-3 grid grid-cols-1 items-start gap-3 sm:grid-cols-2">
        <Field {...limit('minPrice', 'exclVat')} />
        <Field {...limit('minPrice', 'inclVat')} />
        <Field {...limit('maxPrice', 'exclVat')} />
        <Field {...limit('maxPrice', 'inclVat')} />
        <Field {...plain('graceMinutes')} />
        <Field {...plain('noticeMinutes')} />
        <Field {...limit('cap', 'exclVat')} />
        <Field {...limit('cap', 'inclVat')} />
        <Field {...plain('preauthorizeAmount')} />
      </div>
    </details>
  )
}
