import { Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { zoneChoices } from './time-zones.ts';

type ZoneSelectProps = {
  /** IANA. */
  value: string;
  onChange: (timeZone: string) => void;
  /** Its name where no field gives one. */
  label?: string;
};

/** One time zone of all there are; typing a city's name finds it. */
export function ZoneSelect({ value, onChange, label, ...field }: ZoneSelectProps) {
  const regions = useMemo(() => zoneChoices(value), [value]);
  return (
    <Select {...field} value={value} aria-label={label} onChange={(_, chosen) => onChange(chosen.value)}>
      {regions.map(({ region, zones }) => (
        <optgroup key={region} label={region}>
          {zones.map(({ timeZone, name }) => (
            <option key={timeZone} value={timeZone}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}
