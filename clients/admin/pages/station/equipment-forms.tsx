import { useState } from 'react'
import { useDraft } from '../../../web/session/draft.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { Form } from '../../../web/ui/form.tsx'
import {
  AddConnectorDocument,
  AddEvseDocument,
  SetConnectorTariffDocument,
  UpdateConnectorDocument,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { draftOf, inputOf, NEW_PLUG } from '../equipment/plug.ts'
import { PlugFields } from '../equipment/plug-fields.tsx'
import { TariffChoice } from '../equipment/tariff-choice.tsx'
import { useIssues } from '../issues.ts'
import type { ConnectorShown, StationShown } from './shown.ts'

/** A new EVSE with one connector; more are added to it afterwards. */
export function EvseForm({ stationId, done }: { stationId: string; done: () => void }) {
  const { station: texts, form } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { issue } = useIssues(fault)
  const { draft, change, forget } = useDraft(`evse/${stationId}`, { evseId: '', plug: NEW_PLUG })
  const save = async () => {
    await sdk.execute(AddEvseDocument, {
      input: { stationId, evseId: draft.evseId.trim(), connectors: [inputOf(draft.plug)] },
    })
    forget()
    done()
  }
  return (
    <Form save={texts.addEvse} busy={busy} fault={fault} onSave={() => void ask(save)}>
      <Field
        label={texts.evseId}
        hint={texts.evseIdHint}
        value={draft.evseId}
        onChange={(event) => change({ evseId: event.target.value.toUpperCase() })}
        fault={issue('evseId')}
      />
      <PlugFields
        plug={draft.plug}
        change={(part) => change({ plug: { ...draft.plug, ...part } })}
        issue={(field) => issue('connectors', 0, field)}
      />
      <Button className="self-start" onClick={done}>
        {form.back}
      </Button>
    </Form>
  )
}

interface Props {
  station: StationShown
  done: () => void
  /** One that is there. */
  connector?: ConnectorShown
  /** Where a new one is added, and its number. */
  evse?: { id: string; number: number }
}

/** A connector to change or to add, with what charging there costs. */
export function ConnectorForm({ station, connector, evse, done }: Props) {
  const { station: texts, form } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { issue } = useIssues(fault)
  const [plug, setPlug] = useState(connector ? draftOf(connector) : NEW_PLUG)
  const [tariffId, setTariffId] = useState(connector?.tariff?.id ?? '')
  const save = async () => {
    const given = inputOf(plug)
    if (evse) {
      const { id, number } = evse
      await sdk.execute(AddConnectorDocument, {
        input: { evseId: id, number, connector: { ...given, tariffId: tariffId || null } },
      })
    }
    if (connector) {
      await sdk.execute(UpdateConnectorDocument, { input: { connectorId: connector.id, ...given } })
      if (tariffId !== (connector.tariff?.id ?? ''))
        await sdk.execute(SetConnectorTariffDocument, { input: { connectorId: connector.id, tariffId: tariffId || null } })
    }
    done()
  }
  return (
    <div className="w-full rounded-lg bg-sunk p-3">
      <Form save={form.save} busy={busy} fault={fault} onSave={() => void ask(save)}>
        <PlugFields plug={plug} change={(part) => setPlug({ ...plug, ...part })} issue={(field) => issue(field)} />
        <TariffChoice
          label={texts.tariff}
          operatorId={station.operatorId}
          value={tariffId}
          fault={issue('tariffId')}
          onChange={setTariffId}
        />
        <Button className="self-start" onClick={done}>
          {form.back}
        </Button>
      </Form>
    </div>
  )
}
