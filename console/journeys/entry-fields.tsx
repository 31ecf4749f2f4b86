import type { Entry } from '../../shared/journey/entry.ts'
import { Check, ChoiceField, TextField } from '../parts/field.tsx'
import { TagsField } from '../parts/tags-field.tsx'

const starts: { [K in Entry['on']]: Extract<Entry, { on: K }> } = {
  event: { on: 'event', event: 'Product Added' },
  segment: { on: 'segment', segment: 'regular', change: 'entered' },
  date: { on: 'date', date: 'traits.birthday', yearly: true, time: '09:00' },
  schedule: { on: 'schedule', every: 'week', time: '09:00' },
}

/** What lets people in. */
export function EntryFields({
  value,
  onChange,
}: {
  value: Entry
  onChange: (entry: Entry) => void
}) {
  return (
    <div class="grid">
      <ChoiceField
        label="Comes in"
        value={value.on}
        options={[
          ['event', 'when something happens'],
          ['segment', 'by a segment'],
          ['date', 'on a date'],
          ['schedule', 'by the calendar'],
        ]}
        onChange={(on) => onChange(starts[on])}
      />
      <Fields value={value} onChange={onChange} />
    </div>
  )
}

function Fields({ value, onChange }: { value: Entry; onChange: (entry: Entry) => void }) {
  switch (value.on) {
    case 'event':
      return (
        <TagsField
          label="Events"
          value={[value.event].flat()}
          onChange={(names = ['']) =>
            onChange({ ...value, event: names.length === 1 ? (names[0] ?? '') : names })
          }
        />
      )
    case 'segment':
      return (
        <>
          <TextField
            label="Segment"
            value={value.segment}
            onChange={(segment = '') => onChange({ ...value, segment })}
          />
          <ChoiceField
            label="Is"
            value={value.change}
            options={[
              ['entered', 'entered'],
              ['left', 'left'],
            ]}
            onChange={(change) => onChange({ ...value, change })}
          />
        </>
      )
    case 'date':
      return (
        <>
          <TextField
            label="Date"
            hint="A fact: traits.birthday."
            value={value.date}
            onChange={(date = '') => onChange({ ...value, date })}
          />
          <TimeField value={value} onChange={onChange} />
          <Check
            label="Every year again"
            checked={value.yearly === true}
            onChange={(yearly) => onChange({ ...value, yearly })}
          />
        </>
      )
    case 'schedule':
      return (
        <>
          <ChoiceField
            label="Every"
            value={value.every}
            options={[
              ['day', 'day'],
              ['week', 'week'],
              ['month', 'month'],
            ]}
            onChange={(every) => onChange({ ...value, every })}
          />
          <TimeField value={value} onChange={onChange} />
        </>
      )
  }
}

function TimeField<E extends { time?: string | undefined }>({
  value,
  onChange,
}: {
  value: E
  onChange: (entry: E) => void
}) {
  return (
    <TextField
      label="At, by their own clock"
      type="time"
      value={value.time}
      onChange={(time = '09:00') => onChange({ ...value, time })}
    />
  )
}
