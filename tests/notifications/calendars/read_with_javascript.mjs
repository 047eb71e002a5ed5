// Reads a feed with ical.js (by the VTIMEZONE of the feed itself) and node-ical, and prints what they understood as JSON.
// Usage: node read_with_javascript.mjs FOLDER FILE, where FOLDER holds node_modules with both.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const load = async (name) => (await import(pathToFileURL(require.resolve(name)).href)).default;
const content = readFileSync(file, "utf8");

function day(date) {
  const digits = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}`;
}

function byIcaljs(ICAL) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone));
  }
  const written = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      starts: written(event.startDate),
      ends: written(event.endDate),
      sequence: event.sequence,
      cancelled: component.getFirstPropertyValue("status") === "CANCELLED",
    };
  });
}

function byNodeIcal(ical) {
  const events = Object.values(ical.sync.parseICS(content)).filter((entry) => entry.type === "VEVENT");
  const written = (date) => (date.dateOnly ? day(date) : date.toISOString());
  return events.map((event) => ({
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    starts: written(event.start),
    ends: written(event.end),
    sequence: Number(event.sequence),
    cancelled: event.status === "CANCELLED",
  }));
}

const understood = { "ical.js": byIcaljs(await load("ical.js")), "node-ical": byNodeIcal(await load("node-ical")) };
process.stdout.write(JSON.stringify(understood));
