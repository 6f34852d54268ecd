/**
 * Who reports to themselves in the end. `managerOf[n]` is the number of the manager of person `n`, -1 for nobody; numbers
 * instead of ids, so that a million people fit in a few megabytes. Answers the members of every circle, not those who
 * merely report into one.
 */
export function peopleInCircles(managerOf: Int32Array): number[] {
  // The walk that first passed a person; a walk that meets itself has found a circle.
  const passedBy = new Int32Array(managerOf.length).fill(-1);
  const inCircles: number[] = [];
  for (let start = 0; start < managerOf.length; start++) {
    let person = start;
    while (person !== -1 && passedBy[person] === -1) {
      passedBy[person] = start;
      person = managerOf[person] as number;
    }
    if (person === -1 || passedBy[person] !== start) continue;
    const entrance = person;
    do {
      inCircles.push(person);
      person = managerOf[person] as number;
    } while (person !== entrance);
  }
  return inCircles;
}
