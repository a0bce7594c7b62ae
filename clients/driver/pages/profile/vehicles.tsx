import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import {
  AddVehicleDocument,
  RemoveVehicleDocument,
  UpdateVehicleDocument,
  type VehicleCardFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Me } from './me.ts'
import { VehicleForm, type VehicleFacts } from './vehicle-form.tsx'

export function Vehicles({ me, again, more }: { me: Me; again: () => void; more: () => void }) {
  const { profile: texts } = useTexts()
  const vehicles = me.vehicles?.edges.map(({ node }) => node) ?? []
  return (
    <Card title={texts.vehicles}>
      {vehicles.length === 0 && <Empty>{texts.noVehicle}</Empty>}
      <ul className="flex flex-col divide-y divide-line">
        {vehicles.map((vehicle) => (
          <li key={vehicle.id} className="flex flex-col gap-3 py-3">
            <Vehicle vehicle={vehicle} again={again} />
          </li>
        ))}
      </ul>
      {me.vehicles?.pageInfo.hasNextPage && <Button onClick={more}>{texts.more}</Button>}
      <AddVehicle again={again} />
    </Card>
  )
}

export function AddVehicle({ again, open = false }: { again: () => void; open?: boolean }) {
  const { profile: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const add = (facts: VehicleFacts, form: HTMLFormElement) =>
    void ask(async () => {
      await once(`vehicle/${JSON.stringify(facts)}`, (idempotencyKey) =>
        sdk.execute(AddVehicleDocument, { input: { ...facts, idempotencyKey } }),
      )
      form.reset()
      again()
    })
  return (
    <details open={open}>
      <summary className="min-h-11 cursor-pointer py-2 font-medium text-brand">{texts.addVehicle}</summary>
      <VehicleForm vehicle={null} busy={busy} fault={fault} save={add} />
    </details>
  )
}

export function Vehicle({ vehicle, again }: { vehicle: VehicleCardFragment; again: () => void }) {
  const { profile: texts } = useTexts()
  const { sdk } = useSession()
  const changing = useAsking()
  const { id: vehicleId, name, make, model, plate } = vehicle
  const change = (facts: Partial<VehicleFacts> & { isDefault?: true }) =>
    void changing.ask(async () => {
      await sdk.execute(UpdateVehicleDocument, { input: { vehicleId, ...facts } })
      again()
    })
  const remove = async () => {
    await sdk.execute(RemoveVehicleDocument, { input: { vehicleId } })
    again()
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0">
          <span className="block font-semibold break-words">{name}</span>
          <span className="block text-sm text-soft">{[make, model, plate].filter(Boolean).join(' · ')}</span>
        </span>
        {vehicle.isDefault && <Badge tone="good">{texts.usual}</Badge>}
      </div>
      <details>
        <summary className="min-h-11 cursor-pointer py-2 text-brand">{texts.change}</summary>
        <VehicleForm vehicle={vehicle} busy={changing.busy} fault={changing.fault} save={change} />
      </details>
      <div className="flex flex-wrap gap-2">
        {!vehicle.isDefault && (
          <Button busy={changing.busy} onClick={() => change({ isDefault: true })}>
            {texts.makeUsual}
          </Button>
        )}
        <AskFirst label={texts.remove} title={texts.removeSure(name)} back={texts.cancel} onYes={remove} />
      </div>
    </>
  )
}
