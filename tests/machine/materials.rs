//! Bills of materials and checksums: exact counts, and what is known of each component.

use super::{kind, reading, stands};
use holdpoint::facts::{Digest, Kind};

const JSON: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"type":"application","name":"shop","version":"2.0.0"},
  "tools":{"components":[{"type":"application","name":"writer"}]}},"components":[
  {"type":"library","group":"org.shop","name":"core","version":"1.0","purl":"pkg:maven/org.shop/core@1.0","licenses":[{"license":{"id":"MIT"}},{"expression":"Apache-2.0 OR MIT"}],
   "hashes":[{"alg":"SHA-256","content":"ab12"}],"components":[{"type":"library","name":"inner","version":"0.1"}]},
  {"type":"container","name":"web"}]}"#;

#[test]
fn cyclonedx_json_counts_components_alone() {
    let reading = reading(&[("bom.json", JSON)]);
    let facts = &reading.facts;
    assert_eq!(facts.documents[0].kind, Kind::BillOfMaterials);
    assert_eq!((facts.boms[0].components, facts.materials.len()), (3, 3), "neither the subject nor the tools");
    assert_eq!(facts.boms[0].subject.as_ref().unwrap().value, "shop");
    let core = &facts.materials[0];
    assert_eq!((core.name.value.as_str(), core.version.as_ref().unwrap().value.as_str()), ("org.shop/core", "1.0"));
    assert_eq!(core.licences, ["MIT", "Apache-2.0 OR MIT"]);
    assert_eq!(core.digests, [Digest { algorithm: "SHA-256".into(), value: "ab12".into() }]);
    assert_eq!(facts.materials[1].name.value, "inner");
    stands(&reading, core.version.as_ref().unwrap());
}

#[test]
fn cyclonedx_xml_says_the_same() {
    let xml = r#"<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.4" version="1"><metadata><component type="application"><name>shop</name></component></metadata>
      <components><component type="library"><group>org.shop</group><name>core</name><version>1.0</version><hashes><hash alg="SHA-1">cd</hash></hashes>
      <licenses><license><id>MIT</id></license></licenses><purl>pkg:maven/org.shop/core@1.0</purl></component><component type="library"><name>b</name></component></components></bom>"#;
    let reading = reading(&[("bom.xml", xml)]);
    let facts = &reading.facts;
    assert_eq!((facts.documents[0].kind, facts.boms[0].components), (Kind::BillOfMaterials, 2));
    assert_eq!(facts.boms[0].version.as_ref().unwrap().value, "1.4");
    stands(&reading, facts.boms[0].version.as_ref().unwrap());
    assert_eq!(facts.materials[0].name.value, "org.shop/core");
    assert_eq!(
        (facts.materials[0].licences.join(","), facts.materials[0].purl.as_deref()),
        ("MIT".into(), Some("pkg:maven/org.shop/core@1.0"))
    );
    assert_eq!(facts.materials[1].name.value, "b");
}

#[test]
fn spdx_in_its_three_forms() {
    let json = r#"{"spdxVersion":"SPDX-2.3","name":"shop-bom","documentDescribes":["SPDXRef-shop"],"packages":[
      {"SPDXID":"SPDXRef-shop","name":"shop","versionInfo":"2.0.0","licenseConcluded":"NOASSERTION","licenseDeclared":"MIT"},
      {"SPDXID":"SPDXRef-a","name":"a","versionInfo":"1.0","licenseConcluded":"Apache-2.0","checksums":[{"algorithm":"SHA256","checksumValue":"ef"}],
       "externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/a@1.0"}]}]}"#;
    let tags = "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: shop\n\n##### Package: shop\n\nPackageName: shop\nSPDXID: SPDXRef-shop\nPackageVersion: 2.0.0\nPackageLicenseConcluded: NOASSERTION\nPackageLicenseDeclared: MIT\n\nPackageName: a\nSPDXID: SPDXRef-a\nPackageVersion: 1.0\nPackageChecksum: SHA256: ef\nPackageLicenseConcluded: Apache-2.0\nExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1.0\n\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-shop\n";
    for (path, text) in [("shop.spdx.json", json), ("shop.spdx", tags)] {
        let reading = reading(&[(path, text)]);
        let facts = &reading.facts;
        assert_eq!((facts.documents[0].kind, facts.boms[0].components), (Kind::BillOfMaterials, 2), "{path}");
        assert_eq!(facts.boms[0].subject.as_ref().unwrap().value, "shop", "{path}");
        assert_eq!(facts.boms[0].subject_version.as_ref().unwrap().value, "2.0.0", "{path}");
        assert_eq!(facts.materials[0].licences, ["MIT"], "{path}");
        let a = &facts.materials[1];
        assert_eq!(
            (a.licences.join(","), a.purl.as_deref(), a.digests[0].value.as_str()),
            ("Apache-2.0".into(), Some("pkg:npm/a@1.0"), "ef"),
            "{path}"
        );
        stands(&reading, &a.name);
    }
    let graph = r#"{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"CreationInfo","specVersion":"3.0.1"},
      {"type":"software_Package","name":"a","software_packageVersion":"1.0","software_packageUrl":"pkg:npm/a@1.0"},{"type":"Relationship"}]}"#;
    let reading = reading(&[("shop.spdx3.json", graph)]);
    assert_eq!((reading.facts.boms[0].components, reading.facts.materials[0].name.value.as_str()), (1, "a"));
}

#[test]
fn checksums_in_both_forms_and_alone() {
    let sha = "0123456789abcdef".repeat(4);
    for (path, text, file) in [
        ("SHA256SUMS", format!("{sha}  shop-2.0.0.tar.gz\n{sha} *dist/shop.zip\n"), "shop-2.0.0.tar.gz"),
        ("checksums.txt", format!("SHA256 (shop.zip) = {sha}\n"), "shop.zip"),
        ("shop.zip.sha256", format!("{sha}\n"), "shop.zip"),
        ("release.txt", format!("{sha}  a.zip\r\n{sha}  b.zip\r\n"), "a.zip"),
    ] {
        assert_eq!(kind(path, &text), Kind::Checksums, "{path}");
        let reading = reading(&[(path, &text)]);
        let sum = &reading.facts.checksums[0];
        assert_eq!(
            (sum.file.value.as_str(), sum.digest.algorithm.as_str(), &sum.digest.value),
            (file, "SHA-256", &sha),
            "{path}"
        );
        assert!(sum.is_of(&format!("build/{file}")) && !sum.is_of("other.zip") && !sum.is_of(""));
    }
}
